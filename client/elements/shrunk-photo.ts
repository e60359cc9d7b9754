/** Longest side of a photo as it is sent, in px: what the server keeps. */
const LONGEST_PX = 2048;
/** Quality of the JPEG, 0 to 1: high, as the server draws it anew once more. */
const QUALITY = 0.9;

/**
 * A photo drawn anew in the browser: no larger than it will be kept, and without what the camera wrote into it. Where
 * the browser cannot draw it (HEIC outside Safari) it is given back as it came; the server decides.
 */
export async function shrunkPhoto(file: Blob): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const share = Math.min(1, LONGEST_PX / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * share));
    canvas.height = Math.max(1, Math.round(picture.height * share));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const drawn = await new Promise<Blob | null>((done) => {
      canvas.toBlob(done, 'image/jpeg', QUALITY);
    });
    return drawn ?? file;
  } catch {
    return file;
  }
}
