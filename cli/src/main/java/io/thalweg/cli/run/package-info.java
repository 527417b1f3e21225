/// Statements and scripts, run one after the other through JDBC: results, counts, times, progress
/// and errors. Called by the commands and by the shell; uses `render`.
@NullMarked
package io.thalweg.cli.run;

import org.jspecify.annotations.NullMarked;
