/// The test kit of execution: random tables, a replay harness for operators and sources, a naive
/// evaluator as the oracle, and an in-memory table that misbehaves on request.
///
/// Used by the tests of every operator family.
@NullMarked
package io.thalweg.exec.testing;

import org.jspecify.annotations.NullMarked;
