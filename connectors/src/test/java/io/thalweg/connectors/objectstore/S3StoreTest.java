package io.thalweg.connectors.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.port.CheckpointStore;
import io.thalweg.testing.s3.S3Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Against a real server. Each test has a prefix of its own.
///
/// That of several conditional puts *at once* only one succeeds is S3's promise and cannot be
/// tested here: this server looks for the object and puts it in two steps, without a lock.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3StoreTest extends StoreContract {
  private static final String ACCESS_KEY = "aws.accessKeyId";
  private static final String SECRET_KEY = "aws.secretAccessKey";

  private S3Server server;
  private CheckpointStore store;
  private int tests;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    System.setProperty(ACCESS_KEY, "test");
    System.setProperty(SECRET_KEY, "test");
    server = S3Server.start(directory);
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
    System.clearProperty(ACCESS_KEY);
    System.clearProperty(SECRET_KEY);
  }

  @BeforeEach
  void open() {
    store = open("s3://" + S3Server.BUCKET + "/tests/t" + tests++);
  }

  private CheckpointStore open(String location) {
    return CheckpointStores.open(location, server.options());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  CheckpointStore store() {
    return store;
  }

  @Override
  int many() {
    return 1100;
  }

  @Test
  void aPrefixIsARoomOfItsOwn() {
    store.put("a", bytes("x"));
    try (CheckpointStore other = open(store.location() + "-other");
        CheckpointStore whole = open("s3://" + S3Server.BUCKET)) {
      assertThat(other.list("")).isEmpty();
      assertThat(other.get("a", 1)).isEmpty();
      String prefix = store.location().substring(("s3://" + S3Server.BUCKET + "/").length());
      assertThat(whole.get(prefix + "/a", 1)).isPresent();
    }
  }

  @Test
  void aMissingBucketIsAnErrorThatNamesIt() {
    try (CheckpointStore missing = open("s3://no-such-bucket/x")) {
      assertThatThrownBy(() -> missing.put("a", bytes("x")))
          .hasFieldOrPropertyWithValue("code", ErrorCode.INVALID_CONFIGURATION)
          .hasMessageContaining("s3://no-such-bucket/x");
    }
  }

  @Test
  void aServerThatIsGoneIsAConnectionError(@TempDir Path directory) throws IOException {
    try (S3Server mortal = S3Server.start(directory);
        CheckpointStore left = CheckpointStores.open("s3://" + S3Server.BUCKET, mortal.options())) {
      left.put("a", bytes("x"));
      mortal.kill();
      assertThatThrownBy(() -> left.putIfAbsent("b", bytes("x")))
          .hasFieldOrPropertyWithValue("code", ErrorCode.CONNECTION_FAILED)
          .hasMessageContaining("'b'");
      assertThatThrownBy(() -> left.get("a", 1))
          .hasFieldOrPropertyWithValue("code", ErrorCode.CONNECTION_FAILED);
    }
  }

  @Test
  void optionsAreChecked() {
    for (Map<String, String> options :
        java.util.List.of(
            Map.of("secret", "x"),
            Map.of("path_style", "yes"),
            Map.of("endpoint", "file:/etc/passwd"),
            Map.of("endpoint", "http://user:word@host"))) {
      assertThatThrownBy(() -> CheckpointStores.open("s3://bucket/x", options))
          .hasFieldOrPropertyWithValue("code", ErrorCode.INVALID_CONFIGURATION);
    }
    for (String location : java.util.List.of("s3://", "s3://Bucket/x", "s3://bucket/../x")) {
      assertThatThrownBy(() -> CheckpointStores.open(location, Map.of()))
          .hasFieldOrPropertyWithValue("code", ErrorCode.INVALID_CONFIGURATION);
    }
  }
}
