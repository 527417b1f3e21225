package io.thalweg.core.plan;

import java.util.Optional;

/// A connected piece of the plan between exchanges; runs as one or more tasks.
///
/// @param root holds [ExchangeSource] leaves where other fragments feed it, and no [Exchange]
/// @param output how its rows are spread over the consumer's tasks; empty: they are the result
/// @param parallel false when it must run as one task
public record Fragment(int id, PlanNode root, Optional<Distribution> output, boolean parallel) {}
