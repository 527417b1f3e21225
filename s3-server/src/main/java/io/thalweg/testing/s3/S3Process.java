package io.thalweg.testing.s3;

import com.adobe.testing.s3mock.S3MockApplication;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// What runs in the server's process. It ends with its parent: when its standard input does.
public final class S3Process {
  static final String PORT = "port ";

  private S3Process() {}

  /// The server's authors want it in a process of its own, as it is here.
  ///
  /// @param args directory of the objects, port
  @SuppressWarnings("deprecation")
  public static void main(String[] args) throws IOException {
    // The server adds to the map.
    Map<String, Object> properties = new HashMap<>();
    properties.put("com.adobe.testing.s3mock.store.root", args[0]);
    properties.put("com.adobe.testing.s3mock.store.initial-buckets", S3Server.BUCKET);
    properties.put("com.adobe.testing.s3mock.store.retain-files-on-exit", "true");
    S3MockApplication server =
        S3MockApplication.start(properties, "--http.port=" + args[1], "--server.port=0");
    System.out.println("\n" + PORT + server.getHttpPort());
    while (System.in.read() >= 0) {
      // Lives as long as its parent.
    }
    server.stop();
    System.exit(0);
  }
}
