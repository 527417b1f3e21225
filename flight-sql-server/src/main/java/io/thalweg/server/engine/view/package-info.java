/// The rows of materialized views: a writer that adds an epoch's changes, versions that readers
/// share, and tables over them.
///
/// A version is a list of pages. A page's columns never change; its weights are copied before an
/// epoch changes them. So a version costs what an epoch touches, a reader keeps its version as long
/// as it likes, and the changes between two versions are found by comparing their pages: nobody
/// keeps a log, and a reader who is slow skips epochs.
///
/// Called by jobs (writing) and, through the connector SPI, by execution (reading). Uses core and
/// the row numbering of exec's state.
@NullMarked
package io.thalweg.server.engine.view;

import org.jspecify.annotations.NullMarked;
