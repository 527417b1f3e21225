/// From Kafka's messages to columns and from rows to messages. Called by the reader and the
/// writers; uses core and the JSON parser of `connectors.files`.
@NullMarked
package io.thalweg.connectors.kafka.message;

import org.jspecify.annotations.NullMarked;
