/// `bench crash`: jobs between Kafka topics and a directory, in a server that is killed, has no
/// room on its disk, or is refused by its store; and readers of others that compare what came out
/// with what went in.
///
/// Called by the command line and by tests. Starts a broker and the server as processes of their
/// own; looks at the server from outside: through JDBC, and at the files it leaves.
@NullMarked
package io.thalweg.benchmarks.crash;

import org.jspecify.annotations.NullMarked;
