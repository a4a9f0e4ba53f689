package dev.holdfast;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between core's packages, as ARCHITECTURE.md draws them. */
@AnalyzeClasses(packages = "dev.holdfast", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String PROBLEM = "dev.holdfast.problem..";
    private static final String DOMAIN = "dev.holdfast.domain..";
    private static final String YAML = "dev.holdfast.yaml..";
    private static final String DEVICE = "dev.holdfast.device..";
    private static final String MATCH = "dev.holdfast.match..";
    private static final String ABI = "dev.holdfast.abi..";
    private static final String SPEC = "dev.holdfast.spec..";
    private static final String LOCK = "dev.holdfast.lock..";

    @ArchTest
    static final ArchRule problemStandsAlone = mayUseOfOurs(PROBLEM);

    @ArchTest
    static final ArchRule domain = mayUseOfOurs(DOMAIN, PROBLEM);

    @ArchTest
    static final ArchRule yaml = mayUseOfOurs(YAML, DOMAIN, PROBLEM);

    @ArchTest
    static final ArchRule device = mayUseOfOurs(DEVICE, DOMAIN, PROBLEM);

    @ArchTest
    static final ArchRule match = mayUseOfOurs(MATCH, DEVICE, DOMAIN, PROBLEM);

    @ArchTest
    static final ArchRule abi = mayUseOfOurs(ABI, MATCH, DEVICE, DOMAIN, PROBLEM);

    @ArchTest
    static final ArchRule spec = mayUseOfOurs(SPEC, MATCH, DEVICE, DOMAIN, PROBLEM);

    @ArchTest
    static final ArchRule lock = mayUseOfOurs(LOCK, ABI, MATCH, DEVICE, YAML, DOMAIN, PROBLEM);

    /** A package that no rule above knows would escape them all. */
    @ArchTest
    static final ArchRule everyPackageHasItsPlace = classes()
            .should()
            .resideInAnyPackage("dev.holdfast", PROBLEM, DOMAIN, YAML, DEVICE, MATCH, ABI, SPEC, LOCK)
            .because("a new package needs a rule of its own in ArchitectureTest");

    /** What formats that are YAML share belongs to none of them. */
    @ArchTest
    static final ArchRule textsServeEveryFormat = noClasses()
            .that()
            .resideInAPackage("dev.holdfast.spec.text..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.holdfast.spec.yaml..", "dev.holdfast.spec.xml..", "dev.holdfast.spec.kubevirt..", MATCH, DEVICE);

    @ArchTest
    static final ArchRule kubevirt = noClasses()
            .that()
            .resideInAPackage("dev.holdfast.spec.kubevirt..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.holdfast.spec.yaml..", "dev.holdfast.spec.xml..");

    /** A format's package and {@code spec}, which lists the formats, are one slice. */
    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.holdfast.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule fewLibraries = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "javax.xml..",
                    "dev.holdfast..",
                    "com.ctc.wstx..",
                    "org.codehaus.stax2..",
                    "org.snakeyaml.engine..",
                    "org.jspecify.annotations.."))
            .because("core depends on an XML parser and a YAML parser, and nothing else");

    @ArchTest
    static final ArchRule speakingNames = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Manager|Helper|Helpers|Impl)")
            .because("such a name doesn't say what the class is for");

    @ArchTest
    static final ArchRule noLogging = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule noOutput = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    private static ArchRule mayUseOfOurs(String who, String... packages) {
        DescribedPredicate<JavaClass> others = resideInAPackage("dev.holdfast..")
                .and(not(resideInAPackage(who)))
                .and(not(resideInAnyPackage(packages)))
                .as("others of our packages");
        return noClasses().that().resideInAPackage(who).should().dependOnClassesThat(others);
    }
}
