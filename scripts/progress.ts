import { Presets, SingleBar } from 'cli-progress';

/** A progress bar on the terminal for work in named stages. */
export interface StageBar {
  /** `done` of `total` steps of `stage`; a new stage begins a new line. */
  update(stage: string, done: number, total: number): void;
  stop(): void;
}

/** A bar on standard error; where that is no terminal, one plain line a stage. */
export function stageBar(): StageBar {
  let current = '';
  let bar: SingleBar | undefined;
  return {
    update(stage, done, total) {
      if (!process.stderr.isTTY) {
        if (stage !== current) console.error(`  ${stage}`);
        current = stage;
        return;
      }
      if (stage !== current) {
        bar?.stop();
        bar = new SingleBar(
          { format: '  {bar} {percentage}%  {stage}', hideCursor: true, stream: process.stderr },
          Presets.shades_classic,
        );
        bar.start(total, done, { stage });
        current = stage;
      }
      bar?.setTotal(total);
      bar?.update(done);
    },
    stop() {
      bar?.stop();
    },
  };
}
