/// Where checkpoints and definitions are kept: directories (`file:`) and buckets (`s3:`).
///
/// Called by the server, which opens one store for a location out of its configuration and hands it
/// to whoever keeps something. Implements core's ports; knows nothing of what is kept. Beside that
/// the files of state that has no room in memory, which outlive nothing.
@NullMarked
package io.thalweg.connectors.objectstore;

import org.jspecify.annotations.NullMarked;
