package io.thalweg.exec.runtime.query;

import io.thalweg.exec.checkpoint.Restored;
import io.thalweg.exec.runtime.stream.StreamShape;
import java.util.Optional;

/// What makes a running query continuous. Thread-safe.
///
/// @param restored the checkpoint that it goes on from
record StreamContext(
    StreamShape shape, EpochCoordinator coordinator, Optional<Restored> restored) {}
