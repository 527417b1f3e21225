/// The engine in the process of its client: what `jdbc:thalweg:` opens.
///
/// Called by the JDBC driver, which finds [io.thalweg.server.embedded.EmbeddedBackendProvider]
/// through `java.util.ServiceLoader`. Results cross as Arrow, as they do over the network.
@NullMarked
package io.thalweg.server.embedded;

import org.jspecify.annotations.NullMarked;
