package io.thalweg.exec.runtime;

import io.thalweg.exec.checkpoint.Restored;
import java.util.Optional;

/// What makes a running query continuous. Thread-safe.
///
/// @param restored the checkpoint that it goes on from
record StreamContext(
    StreamShape shape, EpochCoordinator coordinator, Optional<Restored> restored) {}
