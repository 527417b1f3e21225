package io.thalweg.exec.runtime.query;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.data.Signal.Watermark;
import io.thalweg.exec.exchange.TaskQueue;
import io.thalweg.exec.exchange.Wakeable;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.runtime.ResultPoll;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes the result of a query out of its queue and turns signals into answers. One thread at a
/// time takes; the others may ask.
final class ResultReader implements Output {
  private final TaskQueue queue;
  private final Optional<EpochCoordinator> epochs;
  private @Nullable ResultPoll answer;
  private long watermark = Long.MIN_VALUE;
  private boolean atEpochEnd;

  /// @param epochs in continuous queries
  ResultReader(TaskQueue queue, Optional<EpochCoordinator> epochs) {
    this.queue = queue;
    this.epochs = epochs;
  }

  void setConsumer(Wakeable reader) {
    queue.setConsumer(reader);
  }

  ResultPoll poll() {
    while (true) {
      switch (queue.poll(this)) {
        case EMITTED, WORKED -> {
          ResultPoll taken = answer;
          answer = null;
          if (taken != null) {
            return taken;
          }
        }
        case BLOCKED -> {
          return ResultPoll.NotReady.INSTANCE;
        }
        case FINISHED -> {
          epochs.ifPresent(EpochCoordinator::drained);
          return epochs.map(this::end).orElse(ResultPoll.Finished.INSTANCE);
        }
      }
    }
  }

  /// All rows have been handed out: the end of the last epoch unless it has been shown.
  private ResultPoll end(EpochCoordinator coordinator) {
    if (!coordinator.isFinished()) {
      return ResultPoll.NotReady.INSTANCE;
    }
    if (atEpochEnd) {
      return ResultPoll.Finished.INSTANCE;
    }
    atEpochEnd = true;
    ResultPoll.EpochEnd end = coordinator.lastEnd();
    coordinator.taken(end);
    return end;
  }

  @Override
  public void emit(Batch batch) {
    atEpochEnd = false;
    answer = new ResultPoll.Rows(batch);
  }

  @Override
  public void watermark(long micros) {
    watermark = micros == Watermark.IDLE ? watermark : Math.max(watermark, micros);
  }

  @Override
  public void barrier(Barrier barrier) {
    ResultPoll.EpochEnd end =
        new ResultPoll.EpochEnd(barrier.epoch(), watermark, barrier.timeMicros());
    atEpochEnd = true;
    epochs.ifPresent(
        coordinator -> {
          coordinator.rowsTaken(barrier);
          coordinator.taken(end);
        });
    answer = end;
  }

  @Override
  public boolean isFull() {
    return answer != null;
  }

  /// Whether a poll would say something new.
  boolean hasNews() {
    return queue.hasNews()
        && (!queue.isFinished()
            || epochs.map(each -> each.isFinished() || each.awaitsReader()).orElse(true));
  }

  void close() {
    queue.close();
  }
}
