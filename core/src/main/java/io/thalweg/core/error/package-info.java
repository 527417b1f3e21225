/// Errors that reach a user: one exception type, stable codes, SQLSTATEs.
///
/// Every room throws [io.thalweg.core.error.ThalwegException]; the server and the shell map it once
/// to Flight status, SQLSTATE and text.
@NullMarked
package io.thalweg.core.error;

import org.jspecify.annotations.NullMarked;
