package io.thalweg.exec.runtime.query;

import io.thalweg.core.connector.PredicateCompiler;
import io.thalweg.core.expr.Expression;
import io.thalweg.exec.expression.CompiledProjection;
import java.util.List;
import java.util.function.Function;

/// How expressions become runnable: the evaluator, or a naive one in tests of the runtime itself.
/// Thread-safe; what is compiled belongs to one task.
public record Compilers(
    Function<List<Expression>, CompiledProjection> projections, PredicateCompiler predicates) {}
