/// The operators of a rewritten tree: core's functions, constants, parameters, casts and forms such
/// as CASE, as operators that Calcite carries around without knowing what they mean.
///
/// The rewriters put them into the tree, `convert` takes them out of Calcite's algebra again; what
/// their results are is asked of core's function catalogue. May use core, Calcite, `syntax` and the
/// types of `calcite`.
@NullMarked
package io.thalweg.planner.validate.operator;

import org.jspecify.annotations.NullMarked;
