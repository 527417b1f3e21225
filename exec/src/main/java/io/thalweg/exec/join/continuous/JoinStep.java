package io.thalweg.exec.join.continuous;

import io.thalweg.core.data.Batch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A piece of a continuous join's work, done in short steps.
public interface JoinStep {

  /// Does some of it; returns the rows it makes, if any: at most one batch.
  @Nullable Batch step();

  /// Whether nothing is left.
  boolean isDone();

  /// Work that is done at once.
  static JoinStep once(Runnable work) {
    return rows(
        () -> {
          work.run();
          return null;
        });
  }

  /// Rows that are ready.
  static JoinStep emit(Batch rows) {
    return rows(() -> rows);
  }

  /// Work that is done at once and may make rows.
  static JoinStep rows(Work work) {
    return new Once(work);
  }

  /// Work that is made when its turn has come.
  static JoinStep later(Supplier<JoinStep> maker) {
    return new Later(maker);
  }

  /// Makes at most one batch.
  @FunctionalInterface
  interface Work {
    @Nullable Batch run();
  }

  /// Work of a single step.
  final class Once implements JoinStep {
    private final Work work;
    private boolean done;

    private Once(Work work) {
      this.work = work;
    }

    @Override
    public @Nullable Batch step() {
      done = true;
      return work.run();
    }

    @Override
    public boolean isDone() {
      return done;
    }
  }

  /// Work that depends on what was done before it.
  final class Later implements JoinStep {
    private final Supplier<JoinStep> maker;
    private @Nullable JoinStep made;

    private Later(Supplier<JoinStep> maker) {
      this.maker = maker;
    }

    @Override
    public @Nullable Batch step() {
      JoinStep step = made == null ? maker.get() : made;
      made = step;
      return step.step();
    }

    @Override
    public boolean isDone() {
      return made != null && made.isDone();
    }
  }
}
