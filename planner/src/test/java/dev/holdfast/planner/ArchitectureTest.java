package dev.holdfast.planner;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the planner's packages, as ARCHITECTURE.md draws them. */
@AnalyzeClasses(packages = "dev.holdfast.planner", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String SHAPE = "dev.holdfast.planner.shape";
    private static final String PLATFORM = "dev.holdfast.planner.platform";
    private static final String CAPTURE = "dev.holdfast.planner.platform.capture";
    private static final String KIND = "dev.holdfast.planner.kind";
    private static final String PART = "dev.holdfast.planner.part";
    private static final String ADDRESS = "dev.holdfast.planner.address..";
    private static final String IMPLIED = "dev.holdfast.planner.implied";

    @ArchTest
    static final ArchRule shape = mayUseOfThePlanners(SHAPE);

    @ArchTest
    static final ArchRule platform = mayUseOfThePlanners(PLATFORM);

    @ArchTest
    static final ArchRule capture = mayUseOfThePlanners(CAPTURE, PLATFORM);

    @ArchTest
    static final ArchRule kind = mayUseOfThePlanners(KIND, PLATFORM, SHAPE);

    @ArchTest
    static final ArchRule part = mayUseOfThePlanners(PART, KIND, PLATFORM, SHAPE);

    @ArchTest
    static final ArchRule address = mayUseOfThePlanners(ADDRESS, KIND, PLATFORM, SHAPE);

    @ArchTest
    static final ArchRule implied = mayUseOfThePlanners(IMPLIED, KIND, PLATFORM, SHAPE);

    /** A package that no rule above knows would escape them all. */
    @ArchTest
    static final ArchRule everyPackageHasItsPlace = classes()
            .should()
            .resideInAnyPackage("dev.holdfast.planner", SHAPE, PLATFORM, CAPTURE, KIND, PART, ADDRESS, IMPLIED);

    /** No network, no libvirt, no file but a user's platform and those within the jar. */
    @ArchTest
    static final ArchRule plansWithoutInputAndOutput = noClasses()
            .that(not(resideInAnyPackage(PLATFORM, CAPTURE)))
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.io", "java.nio.file..", "java.net.http..", "java.nio.channels..", "dev.holdfast.libvirt.."));

    private static ArchRule mayUseOfThePlanners(String own, String... others) {
        String[] allowed = new String[others.length + 1];
        System.arraycopy(others, 0, allowed, 1, others.length);
        allowed[0] = own;
        return noClasses()
                .that(resideInAPackage(own))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.holdfast.planner..").and(not(resideInAnyPackage(allowed))));
    }
}
