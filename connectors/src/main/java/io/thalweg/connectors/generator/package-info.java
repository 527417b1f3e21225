/// What generated tables share: random numbers by counting, random letters, event time at a rate,
/// and pacing by the wall clock. Called by `nexmark` and `datagen`; uses core only.
@NullMarked
package io.thalweg.connectors.generator;

import org.jspecify.annotations.NullMarked;
