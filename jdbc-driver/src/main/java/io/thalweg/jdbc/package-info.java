/// The JDBC driver: `jdbc:thalweg://host:port` over Flight SQL and `jdbc:thalweg:` in this process.
///
/// Runs on Java 17 and knows no other room. Both kinds of connection talk to a
/// [io.thalweg.jdbc.spi.Backend] and read the same Arrow batches.
@NullMarked
package io.thalweg.jdbc;

import org.jspecify.annotations.NullMarked;
