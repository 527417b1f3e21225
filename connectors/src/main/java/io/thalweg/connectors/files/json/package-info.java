/// JSON: an array of objects, or objects one after the other, with or without newlines between.
///
/// Objects are rows; Jackson parses them straight into columns. Called through `files.source` and
/// `COPY`.
@NullMarked
package io.thalweg.connectors.files.json;

import org.jspecify.annotations.NullMarked;
