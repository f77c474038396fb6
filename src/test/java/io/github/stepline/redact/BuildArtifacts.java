package io.github.stepline.redact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * What this build brings into a local repository: the artifacts that our {@code pom.xml} names, and whatever the poms of
 * those name in turn, in every version that is there. Maven alone knows the versions; group and artifact are enough to
 * tell the build's own from what other projects have left.
 */
final class BuildArtifacts {
    /** What plugins fetch without a pom that says so. */
    private static final List<String> FETCHED_BY_PLUGINS = List.of(
            "org/apache/maven/surefire/surefire-junit-platform",
            "org/junit/platform/junit-platform-launcher",
            "com/palantir/javaformat/palantir-java-format");

    private static final Set<String> NAMING = Set.of("dependency", "plugin", "parent", "path", "extension");
    private static final Set<String> NOT_FETCHED = Set.of("test", "provided", "system");

    private final Path repository;
    private final DocumentBuilder parser;
    private final Set<String> found = new HashSet<>();
    private final Deque<String> unread = new ArrayDeque<>();

    private BuildArtifacts(Path repository) throws ParserConfigurationException {
        this.repository = repository;
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        this.parser = factory.newDocumentBuilder();
        parser.setErrorHandler(null);
    }

    /** The directories of all artifacts, {@code org/slf4j/slf4j-api}, those that are not there included. */
    static Set<String> of(Path pom, Path repository) throws IOException, ParserConfigurationException {
        BuildArtifacts artifacts = new BuildArtifacts(repository);
        artifacts.readPom(pom, true);
        FETCHED_BY_PLUGINS.forEach(artifacts::add);
        while (!artifacts.unread.isEmpty()) {
            for (Path other : artifacts.poms(artifacts.unread.remove())) {
                artifacts.readPom(other, false);
            }
        }
        return artifacts.found;
    }

    private void add(String artifact) {
        if (found.add(artifact)) {
            unread.add(artifact);
        }
    }

    private List<Path> poms(String artifact) throws IOException {
        Path directory = repository.resolve(artifact);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory, 2)) {
            return files.filter(file -> file.toString().endsWith(".pom")).toList();
        }
    }

    private void readPom(Path pom, boolean isOurs) throws IOException {
        Document document;
        try {
            document = parser.parse(pom.toFile());
        } catch (SAXException unreadable) {
            return;
        }
        Element project = document.getDocumentElement();
        String group = text(project, "groupId");
        Element parent = child(project, "parent");
        String ownGroup = group == null && parent != null ? text(parent, "groupId") : group;
        follow(project, ownGroup == null ? "" : ownGroup, isOurs);
    }

    private void follow(Element element, String ownGroup, boolean isOurs) {
        for (Element child : children(element)) {
            String name = child.getTagName();
            if (NAMING.contains(name) && (isOurs || isFetched(child, element))) {
                addNamed(child, ownGroup);
            }
            boolean isBuild = name.equals("build") || name.equals("profiles") || name.equals("reporting");
            if (isOurs || !isBuild) {
                follow(child, ownGroup, isOurs);
            }
        }
    }

    /** Of what is only managed, boms are fetched. */
    private static boolean isFetched(Element dependency, Element list) {
        String scope = text(dependency, "scope");
        boolean isManaged = list.getParentNode() instanceof Element outer
                && outer.getTagName().equals("dependencyManagement");
        return isManaged
                ? "import".equals(scope)
                : (scope == null || !NOT_FETCHED.contains(scope)) && !"true".equals(text(dependency, "optional"));
    }

    private void addNamed(Element element, String ownGroup) {
        String artifact = text(element, "artifactId");
        String group = text(element, "groupId");
        if (artifact == null || artifact.contains("$")) {
            return;
        }
        String named = group == null ? "org.apache.maven.plugins" : group.startsWith("$") ? ownGroup : group;
        add(named.replace('.', '/') + "/" + artifact);
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    private static @Nullable Element child(Element element, String name) {
        return children(element).stream()
                .filter(child -> child.getTagName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String text(Element element, String name) {
        Element child = child(element, name);
        return child == null ? null : child.getTextContent().trim();
    }
}
