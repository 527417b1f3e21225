/// Writing to topics: rows as messages, exactly once.
///
/// Kafka's transactions cannot be prepared by one process and committed by another: a client that
/// comes back aborts what its predecessor left open, and the broker aborts what stays open for
/// long. So a job's rows first go to a topic of their own, the staging topic, outside of any
/// transaction; a checkpoint holds from where to where they stand there. The commit, and after a
/// crash the repeated commit, copies them to their topic in one transaction. The same transaction
/// stores, as the offset of a consumer group that is named after job and topic, which checkpoint it
/// was: a commit that finds its own there does nothing.
///
/// Readers of the topic never wait for an open transaction of ours, a job may be down for as long
/// as the staging topic keeps messages (seven days), and a predecessor that is not dead is fenced
/// by its transactional id. The price is that each message is written twice.
///
/// Called by the Kafka table; uses core, its options and `message`.
@NullMarked
package io.thalweg.connectors.kafka.sink;

import org.jspecify.annotations.NullMarked;
