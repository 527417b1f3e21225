/// The commands that `./thalweg` runs. [io.thalweg.cli.Main] reads the command line and hands over
/// to `run` (statements and scripts) or `shell` (a person at a terminal). Talks to the engine
/// through `java.sql` only.
@NullMarked
package io.thalweg.cli;

import org.jspecify.annotations.NullMarked;
