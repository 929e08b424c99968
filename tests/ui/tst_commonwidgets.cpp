#include "ui/common/banner.h"
#include "ui/common/card.h"
#include "ui/common/chippaint.h"
#include "ui/common/choicecard.h"
#include "ui/common/choicegroup.h"
#include "ui/common/duefield.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formrow.h"
#include "ui/common/frontpage.h"
#include "ui/common/instantedit.h"
#include "ui/common/label.h"
#include "ui/common/markdowneditor.h"
#include "ui/common/searchfield.h"
#include "ui/common/stagestepper.h"
#include "ui/common/wrappedbutton.h"

#include <QAccessible>
#include <QCheckBox>
#include <QClipboard>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace tocsin;
using namespace Qt::StringLiterals;

class TestCommonWidgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepperByKeys();
    void stepperSpeaks();
    void choiceByKeysAndProgram();
    void checksByKeys();
    void cardShowsWhereTheKeysAre();
    void bannerIsAnAlert();
    void bannerIsBriefWhereItIsLow();
    void bannerActionAndClose();
    void headerGoesBeneathTheTitle();
    void pageInFrontAsksAlone();
    void formRowTellsErrors();
    void errorFindsItsField();
    void flowWraps();
    void elidedLabelGivesWay();
    void buttonWraps();
    void searchFieldEscapes();
    void tenMegabytesAreLeftOut();
    void dueOrNot();
    void initials_data();
    void initials();
};

void TestCommonWidgets::stepperByKeys()
{
    QWidget window;
    auto *stepper = new StageStepper(&window);
    stepper->setCurrent(Stage::Diagnose);
    stepper->resize(900, stepper->sizeHint().height());
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    window.activateWindow();
    stepper->setFocus();
    QSignalSpy chosen(stepper, &StageStepper::activated);
    const auto focused = [&] { return QApplication::focusWidget(); };
    QTRY_VERIFY(focused() && focused()->objectName() == u"stage-diagnose");
    QTest::keyClick(focused(), Qt::Key_Right);
    QCOMPARE(focused()->objectName(), u"stage-stabilize"_s);
    QTest::keyClick(focused(), Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.takeFirst().first().value<Stage>(), Stage::Stabilize);
    QTest::keyClick(focused(), Qt::Key_Left);
    QTest::keyClick(focused(), Qt::Key_Left);
    QTest::keyClick(focused(), Qt::Key_Space);
    QCOMPARE(chosen.takeFirst().first().value<Stage>(), Stage::Assess);
}

void TestCommonWidgets::stepperSpeaks()
{
    StageStepper stepper;
    stepper.setStep(Stage::Stabilize, {StageStep::State::Left, u"once, 2 h 10 min"_s, true, {}});
    const auto *button = stepper.findChild<QAbstractButton *>(u"stage-stabilize"_s);
    QVERIFY(button);
    QCOMPARE(button->accessibleName(), u"Stabilize & Recover: was reached, then left, once, 2 h 10 min"_s);
}

void TestCommonWidgets::choiceByKeysAndProgram()
{
    ChoiceGroup group(u"Whose data"_s);
    group.addChoice(u"customer"_s, u"Customer data"_s, u"What customers put in"_s);
    group.addChoice(u"support"_s, u"Support data"_s);
    QSignalSpy changed(&group, &ChoiceGroup::valueChanged);
    QVERIFY(!group.value().isValid());
    group.setValue(u"support"_s);
    QCOMPARE(group.value().toString(), u"support"_s);
    QCOMPARE(changed.size(), 0);
    group.setValue({});
    QVERIFY(!group.value().isValid());
    QTest::keyClick(&group, Qt::Key_1);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(group.value().toString(), u"customer"_s);
    QTest::keyClick(&group, Qt::Key_9);
    QCOMPARE(changed.size(), 1);
    const auto cards = group.findChildren<RadioCard *>();
    group.resize(480, 200);
    group.show();
    QTest::mouseClick(cards.at(1), Qt::LeftButton, {}, QPoint(200, 20));
    QCOMPARE(group.value().toString(), u"support"_s);
    QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(cards.at(0));
    QVERIFY(spoken);
    QCOMPARE(spoken->role(), QAccessible::RadioButton);
    QCOMPARE(spoken->text(QAccessible::Name), u"Customer data"_s);
    QCOMPARE(spoken->text(QAccessible::Description), u"What customers put in"_s);
}

void TestCommonWidgets::checksByKeys()
{
    CheckCardGroup group(u"What happened"_s);
    group.addChoice(1, u"Privacy breach"_s);
    group.addChoice(2, u"Loss of integrity"_s);
    QSignalSpy changed(&group, &CheckCardGroup::valuesChanged);
    group.setValues({2});
    QCOMPARE(changed.size(), 0);
    QTest::keyClick(&group, Qt::Key_1);
    QCOMPARE(group.values(), (QVariantList{1, 2}));
    QTest::keyClick(&group, Qt::Key_2);
    QCOMPARE(group.values(), QVariantList{1});
    QCOMPARE(changed.size(), 2);
}

/** A view edge to edge has no frame of its own that could say so. */
void TestCommonWidgets::cardShowsWhereTheKeysAre()
{
    Card card;
    auto *list = new QListWidget;
    card.setView(list);
    card.resize(200, 120);
    const QImage before = card.grab().toImage();
    QFocusEvent in(QEvent::FocusIn);
    QApplication::sendEvent(list, &in);
    QVERIFY(card.grab().toImage() != before);
    QFocusEvent out(QEvent::FocusOut);
    QApplication::sendEvent(list, &out);
    QCOMPARE(card.grab().toImage(), before);
}

void TestCommonWidgets::bannerIsAnAlert()
{
    Banner banner;
    banner.setText(u"The database cannot be written."_s, u"Try again."_s);
    QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(&banner);
    QVERIFY(spoken);
    QCOMPARE(spoken->role(), QAccessible::AlertMessage);
    QCOMPARE(spoken->text(QAccessible::Name), u"The database cannot be written. Try again."_s);
}

void TestCommonWidgets::bannerIsBriefWhereItIsLow()
{
    Banner banner;
    banner.setText(u"24 deadlines"_s, u"INC-1\nINC-2\nINC-3"_s);
    const auto height = [&banner] {
        banner.layout()->activate();
        return banner.heightForWidth(600);
    };
    const int whole = height();
    banner.setBrief(true);
    QVERIFY(height() < whole);
    const auto labels = banner.findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *l) {
        return l->text() == u"INC-1 …" && l->toolTip() == u"INC-1\nINC-2\nINC-3";
    }));
    QVERIFY(banner.accessibleName().endsWith(u"INC-3"_s)); // told whole
    banner.setText(u"24 deadlines"_s, u"INC-9\nINC-10"_s);
    QVERIFY(height() < whole);
    banner.setBrief(false);
    banner.setText(u"24 deadlines"_s, u"INC-1\nINC-2\nINC-3"_s);
    QCOMPARE(height(), whole);
}

void TestCommonWidgets::bannerActionAndClose()
{
    Banner banner(Banner::Kind::Error);
    int runs = 0;
    banner.addAction(u"Try again"_s, this, [&runs] { ++runs; });
    banner.setClosable(true);
    banner.show(); // keeps its actions
    QSignalSpy closed(&banner, &Banner::closed);
    auto *action = banner.findChild<QPushButton *>();
    QVERIFY(action);
    QTest::mouseClick(action, Qt::LeftButton);
    QTRY_COMPARE(runs, 1);
    QTest::mouseClick(banner.findChild<QToolButton *>(), Qt::LeftButton);
    QCOMPARE(closed.size(), 1);
    QVERIFY(!banner.isVisible());
    banner.show(Banner::Kind::Info, u"Again"_s);
    QVERIFY(banner.isVisible());
    QCOMPARE(banner.text(), u"Again"_s);
}

void TestCommonWidgets::headerGoesBeneathTheTitle()
{
    Card card(u"Subscriptions and contacts"_s);
    auto *button = new QPushButton(u"Edit the row…"_s);
    card.header()->addWidget(button);
    card.wrapHeader();
    const auto *title = card.findChild<ElidedLabel *>();
    const auto at = [&card](int width) {
        card.resize(width, 200);
        card.show();
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    };
    at(600);
    QVERIFY(button->x() > title->geometry().right());
    at(220);
    QVERIFY(button->y() > title->geometry().bottom());
    QVERIFY(!title->isElided());
    QVERIFY(button->width() >= button->sizeHint().width());
    at(600);
    QVERIFY(button->x() > title->geometry().right());
}

void TestCommonWidgets::pageInFrontAsksAlone()
{
    QStackedWidget stack;
    for (const int width : {200, 900}) {
        auto *page = new QWidget;
        (new QVBoxLayout(page))->addSpacing(10);
        page->layout()->addItem(new QSpacerItem(width, 10, QSizePolicy::Fixed, QSizePolicy::Fixed));
        stack.addWidget(page);
    }
    QVERIFY(stack.minimumSizeHint().width() >= 900);
    askForFrontPage(&stack);
    QVERIFY(stack.minimumSizeHint().width() < 300);
    stack.setCurrentIndex(1);
    QVERIFY(stack.minimumSizeHint().width() >= 900);
}

void TestCommonWidgets::formRowTellsErrors()
{
    auto *field = new QLineEdit;
    FormRow row(u"&Title"_s, field);
    QCOMPARE(field->accessibleName(), u"Title"_s);
    row.setHelp(u"One line"_s);
    row.setError(u"A title is needed"_s);
    QCOMPARE(field->accessibleDescription(), u"Error: A title is needed"_s);
    QVERIFY(field->property("invalid").toBool());
    row.setError({});
    QCOMPARE(field->accessibleDescription(), u"One line"_s);
    QVERIFY(!field->property("invalid").toBool());
}

void TestCommonWidgets::errorFindsItsField()
{
    QWidget page;
    auto *layout = new QVBoxLayout(&page);
    auto *first = new FormRow(u"Title"_s, new QLineEdit);
    first->setFieldName(u"title"_s);
    auto *second = new FormRow(u"Reporter"_s, new QLineEdit);
    second->setFieldName(u"reporter"_s);
    layout->addWidget(first);
    layout->addWidget(second);
    first->setError(u"old"_s);
    QVERIFY(showFieldError(&page, u"reporter"_s, u"Who?"_s));
    QVERIFY(first->error().isEmpty());
    QCOMPARE(second->error(), u"Who?"_s);
    QVERIFY(!showFieldError(&page, u"nowhere"_s, u"Lost"_s));
    QVERIFY(!showFieldError(&page, {}, u"Lost"_s));
}

void TestCommonWidgets::flowWraps()
{
    QWidget page;
    auto *flow = new FlowLayout(&page, 8);
    for (int i = 0; i < 6; ++i) {
        auto *box = new QWidget;
        box->setFixedSize(100, 20);
        flow->addWidget(box);
    }
    QCOMPARE(flow->heightForWidth(1000), 20);
    QCOMPARE(flow->heightForWidth(330), 48); // three a line
    QCOMPARE(flow->heightForWidth(100), 6 * 20 + 5 * 8);
}

void TestCommonWidgets::elidedLabelGivesWay()
{
    ElidedLabel label(u"Telemetry pipeline wrote request bodies to shared log"_s);
    label.resize(400, 20);
    QVERIFY(!label.isElided());
    QVERIFY(label.minimumSizeHint().width() < 80);
    label.resize(100, 20);
    QVERIFY(label.isElided());
    label.setFirmWidth(160);
    QCOMPARE(label.minimumSizeHint().width(), 160);

    ElidedLabel people(u"Manager Mira Kahn · open since Monday"_s);
    people.resize(people.fontMetrics().horizontalAdvance(u"Mira Kahn"_s) + 4, 20);
    ElidedLabel name(u"Mira Kahn"_s);
    name.resize(people.size());
    people.setShorter({u"Manager Mira Kahn"_s, u"Mira Kahn"_s, QString()});
    QCOMPARE(people.grab().toImage(), name.grab().toImage());
}

/** In a narrow column a long label takes two lines, and what stands above it keeps all of its own. */
void TestCommonWidgets::buttonWraps()
{
    QWidget page;
    auto *layout = new QVBoxLayout(&page);
    auto *above = wrappedLabel(u"Four customers are reached by their security contact."_s);
    layout->addWidget(above);
    auto *button = new WrappedButton(u"Auf anderem Wege unterrichtet: Telefon, Post oder Portal…"_s);
    layout->addWidget(button);
    layout->addStretch(1);
    page.resize(180, 400);
    page.show();
    QCOMPARE_LE(button->geometry().right(), page.width());
    QCOMPARE_GE(button->height(), 2 * button->fontMetrics().lineSpacing());
    QCOMPARE_GE(above->height(), above->heightForWidth(above->width()));
    WrappedButton brief(u"Send"_s);
    QCOMPARE_LT(brief.heightForWidth(200), button->height());
}

void TestCommonWidgets::searchFieldEscapes()
{
    SearchField field(u"Search"_s);
    QCOMPARE(field.accessibleName(), u"Search"_s);
    QTest::keyClicks(&field, u"birch"_s);
    QCOMPARE(field.text(), u"birch"_s);
    QTest::keyClick(&field, Qt::Key_Escape);
    QVERIFY(field.text().isEmpty());

    SearchField narrow(u"Search incidents, entries, commands"_s);
    narrow.setShortPlaceholder(u"Search"_s);
    narrow.setShortcutHint(QKeySequence(Qt::CTRL | Qt::Key_K));
    narrow.resize(500, 32);
    narrow.show(); // sizes are told to what is shown
    QCOMPARE(narrow.placeholderText(), u"Search incidents, entries, commands"_s);
    const int beside = narrow.textMargins().right();
    QVERIFY(beside > 0); // the keys
    narrow.resize(150, 32);
    QCOMPARE(narrow.placeholderText(), u"Search"_s);
    QCOMPARE(narrow.textMargins().right(), beside);
    narrow.resize(96, 32);
    QCOMPARE(narrow.textMargins().right(), 0);
    QCOMPARE(narrow.accessibleName(), u"Search incidents, entries, commands"_s);
}

/** A paste that has no room is left out whole and said; the window waits for nothing. */
void TestCommonWidgets::tenMegabytesAreLeftOut()
{
    MarkdownEditor editor(u"Text"_s, u"text"_s);
    editor.setMost(1000);
    editor.show();
    QSignalSpy edited(&editor, &MarkdownEditor::edited);
    const auto *said = editor.findChild<Label *>(u"textLeftOut"_s);
    const auto paste = [&editor](const QString &text) {
        QApplication::clipboard()->setText(text);
        editor.field()->paste();
    };
    paste(QString(900, u'a'));
    QCOMPARE(editor.markdown().size(), 900);
    QVERIFY(said->isHidden());
    edited.clear();
    paste(QString(10'000'000, u'x'));
    QCOMPARE(editor.markdown().size(), 900);
    QVERIFY(edited.isEmpty());
    QVERIFY2(!said->isHidden() && said->text().contains(u"there is room for 100."_s), qPrintable(said->text()));
    editor.field()->selectAll(); // what is chosen makes room
    paste(QString(1000, u'b'));
    QCOMPARE(editor.markdown(), QString(1000, u'b'));
    QVERIFY(said->isHidden());
}

void TestCommonWidgets::dueOrNot()
{
    DueField due(u"thing"_s);
    due.show();
    due.setMs(0, 7'200'000);
    QCOMPARE(due.ms(), 0);
    QVERIFY(!due.instant()->isVisible());
    due.box()->click();
    QVERIFY(due.instant()->isVisible());
    QCOMPARE(due.ms(), 7'200'000); // what was offered
    due.setMs(3'600'000, 7'200'000);
    QCOMPARE(due.ms(), 3'600'000);
    due.box()->click();
    QCOMPARE(due.ms(), 0);
}

void TestCommonWidgets::initials_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected");
    QTest::newRow("two") << u"Mira Kahn"_s << u"MK"_s;
    QTest::newRow("three") << u"Ana de Ruiz"_s << u"AR"_s;
    QTest::newRow("one") << u"service"_s << u"S"_s;
    QTest::newRow("none") << u"  "_s << QString();
    QTest::newRow("accent") << u"żaneta łąka"_s << u"ŻŁ"_s;
}

void TestCommonWidgets::initials()
{
    QFETCH(QString, name);
    QFETCH(QString, expected);
    QCOMPARE(initialsOf(name), expected);
}

QTEST_MAIN(TestCommonWidgets)
#include "tst_commonwidgets.moc"
