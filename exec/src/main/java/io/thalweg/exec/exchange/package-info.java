/// Exchanges within one process: bounded queues that hand batches from the tasks of one fragment to
/// those of another, by reference.
///
/// Called by `runtime` alone. The same contract will have a twin over the network.
@NullMarked
package io.thalweg.exec.exchange;

import org.jspecify.annotations.NullMarked;
