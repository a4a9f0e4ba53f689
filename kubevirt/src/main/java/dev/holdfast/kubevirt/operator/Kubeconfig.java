package dev.holdfast.kubevirt.operator;

import io.fabric8.kubernetes.client.Config;
import java.nio.file.Path;

/** A file that says where a cluster is and who asks it. */
public final class Kubeconfig {

    private Kubeconfig() {}

    /**
     * Reads one, its current context.
     *
     * @throws RuntimeException of the client's own, where it can't be read
     */
    public static Config read(Path file) {
        Config config = Config.fromKubeconfig(file.toFile());
        if (isCertificateAlone(config)) {
            // Else the client looks for a token in the file, at each request from the first minute on (fabric8 7.5).
            config.setOauthTokenProvider(() -> null);
        }
        return config;
    }

    private static boolean isCertificateAlone(Config config) {
        return (config.getClientCertFile() != null || config.getClientCertData() != null)
                && config.getOauthToken() == null
                && config.getAutoOAuthToken() == null
                && config.getAuthProvider() == null;
    }
}
