/// `WITH (connector = 'kafka')`: topics as tables, read as streams or up to their end, and written
/// exactly once.
///
/// | package | what it knows |
/// |---|---|
/// | here | options, partitions and offsets, fetching, the reader |
/// | `message` | from messages to columns and from rows to messages |
/// | `sink` | writers, staging, transactions |
///
/// Called through the connector SPI. Uses core, `connectors.options`, the JSON parser of
/// `connectors.files` and kafka-clients.
@NullMarked
package io.thalweg.connectors.kafka;

import org.jspecify.annotations.NullMarked;
