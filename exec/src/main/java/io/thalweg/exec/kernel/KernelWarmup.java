package io.thalweg.exec.kernel;

import io.thalweg.exec.kernel.arithmetic.ArithmeticTrials;
import io.thalweg.exec.kernel.compare.CompareTrials;
import io.thalweg.exec.kernel.select.SelectionTrials;
import io.thalweg.exec.kernel.text.SearchTrials;
import java.util.List;
import java.util.stream.Stream;

/// Gets the Vector API forms of the kernels compiled and then switches to them. A process that
/// lives longer than one query runs it once, in a thread of low priority, at its start.
public final class KernelWarmup implements Runnable {
  /// Calls of each kernel over one batch; compilation is asked for after about fifty.
  private static final int CALLS = 300;

  @Override
  public void run() {
    if (!VectorModule.PRESENT) {
      return;
    }
    List<Runnable> trials =
        Stream.of(
                CompareTrials.all(),
                SelectionTrials.all(),
                ArithmeticTrials.all(),
                SearchTrials.all())
            .flatMap(List::stream)
            .toList();
    for (int call = 0; call < CALLS && !Thread.currentThread().isInterrupted(); call++) {
      trials.forEach(Runnable::run);
    }
    VectorModule.use(true);
  }
}
