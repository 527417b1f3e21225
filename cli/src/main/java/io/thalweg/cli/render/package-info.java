/// Results as text or bytes, one writer per format. Called by `run`; knows neither the terminal nor
/// the engine, so that every writer can be tested with a list of rows.
@NullMarked
package io.thalweg.cli.render;

import org.jspecify.annotations.NullMarked;
