/// The shell for a person at a terminal: editing, history, colours and completion with JLine.
/// Called by the commands; runs what is typed through `run`.
@NullMarked
package io.thalweg.cli.shell;

import org.jspecify.annotations.NullMarked;
