/** Cells that are set or not; cell (x, y) holds the places from (x, y) to below (x + 1, y + 1). */
export class Raster {
  cells: Uint8Array;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.cells = new Uint8Array(width * height);
  }

  /** Whether a cell is set; those outside are not. */
  has(x: number, y: number): boolean {
    return x >= 0 && y >= 0 && x < this.width && y < this.height && this.cells[y * this.width + x] === 1;
  }

  /** Sets every cell that a segment passes (Amanatides and Woo 1987); it lies within the raster. */
  draw(fromX: number, fromY: number, toX: number, toY: number): void {
    let [x, y] = [Math.floor(fromX), Math.floor(fromY)];
    const [endX, endY] = [Math.floor(toX), Math.floor(toY)];
    const [stepX, stepY] = [Math.sign(toX - fromX), Math.sign(toY - fromY)];
    const [deltaX, deltaY] = [Math.abs(1 / (toX - fromX)), Math.abs(1 / (toY - fromY))];
    let nextX = stepX === 0 ? Infinity : (stepX > 0 ? x + 1 - fromX : fromX - x) * deltaX;
    let nextY = stepY === 0 ? Infinity : (stepY > 0 ? y + 1 - fromY : fromY - y) * deltaY;
    this.cells[y * this.width + x] = 1;
    for (let left = Math.abs(endX - x) + Math.abs(endY - y); left > 0; left--) {
      if (nextX <= nextY) {
        x += stepX;
        nextX += deltaX;
      } else {
        y += stepY;
        nextY += deltaY;
      }
      this.cells[y * this.width + x] = 1;
    }
  }

  /** Sets what lies within so many cells of a set one, by octagons. */
  grow(cells: number): void {
    for (let round = 0; round < cells; round++) this.spread(1, round % 2 === 1);
  }

  /** Clears what lies within so many cells of a clear one, by octagons; the rim of the raster is clear. */
  shrink(cells: number): void {
    for (let round = 0; round < cells; round++) this.spread(0, round % 2 === 1);
  }

  /** Gives the neighbours of each cell of this value the same value: four of them, or all eight. */
  private spread(value: 0 | 1, corners: boolean): void {
    const { width, height, cells } = this;
    const after = cells.slice();
    for (let y = 1; y < height - 1; y++) {
      for (let at = y * width + 1; at < (y + 1) * width - 1; at++) {
        if (cells[at] === value) continue;
        const beside =
          cells[at - 1] === value ||
          cells[at + 1] === value ||
          cells[at - width] === value ||
          cells[at + width] === value ||
          (corners &&
            (cells[at - width - 1] === value ||
              cells[at - width + 1] === value ||
              cells[at + width - 1] === value ||
              cells[at + width + 1] === value));
        if (beside) after[at] = value;
      }
    }
    this.cells = after;
  }
}
