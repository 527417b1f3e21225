package io.thalweg.exec.spill;

import io.thalweg.exec.operator.Output;

/// A piece of an operator's work.
@FunctionalInterface
public interface Step {

  /// Goes on with it; emits at most one batch. Only while the output has room and no call runs.
  ///
  /// @return whether it is done
  boolean advance(Output out);

  /// A step that is done at once.
  static Step once(Runnable action) {
    return _ -> {
      action.run();
      return true;
    };
  }

  /// A step that may block. It is done once it was started: nothing goes on before the call ends.
  static Step blocking(Calls calls, Runnable work) {
    return once(() -> calls.start(work));
  }
}
