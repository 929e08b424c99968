#include "tests/ui/incidentfixture.h"
#include "ui/shell/surfaces.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QListWidget>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

/** The wizard with the real pages about the risk to people, in what 1280 x 720 leaves of a window. */
class TestWizardFit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void everyStep();
    void dataSets();
    void score();
    void decision_data();
    void decision();

private:
    template<class T> [[nodiscard]] T *seen(const QString &name) const
    {
        for (T *w : view.widget->findChildren<T *>(name))
            if (w->isVisible())
                return w;
        return nullptr;
    }
    void step(const QString &code);
    void choose(const QString &box, const QString &code) const;
    [[nodiscard]] QString overflow() const;

    std::unique_ptr<IncidentFixture> base;
    IncidentView view;
    IncidentId id;
};

void TestWizardFit::init()
{
    applyTheme(*qApp, Theme::Mode::Light);
    base = std::make_unique<IncidentFixture>();
    QVERIFY(base->open());
    id = base->record(u"Objects of others in a listing"_s);
    const QList<std::pair<QString, QString>> facts{{u"practice"_s, u"no"_s},     {u"equipment"_s, u"provider"_s},
                                                   {u"access"_s, u"unlawful"_s}, {u"effect"_s, u"disclosed"_s},
                                                   {u"data"_s, u"customer"_s},   {u"certainty"_s, u"very_likely"_s},
                                                   {u"personal"_s, u"yes"_s}};
    const auto begun = base->ask<void>([this, facts](Services &s) -> Result<void> {
        for (const QString &text : {u"Access log pulled"_s, u"Bucket listed by strangers"_s, u"Listing closed"_s})
            if (auto e = s.timeline.add(id, {EntryKind::Evidence, s.session.nowMs(), text, {}, false}); !e)
                return tl::unexpected(e.error());
        const auto run = s.classifications.begin(id);
        if (!run)
            return tl::unexpected(run.error());
        for (const auto &[fact, answer] : facts)
            if (auto ok = s.classifications.answer(id, *run, {fact, {answer}, u"By the log."_s, {}, 0}); !ok)
                return ok;
        DataSetInput set;
        set.name = u"Attendees of three conferences"_s;
        set.kinds = u"names, diets"_s;
        set.people = u"attendees"_s;
        set.proposedPart = ProviderPart::Controller;
        set.reason = u"The file itself."_s;
        auto added = s.risk.addDataSet(id, set);
        return added ? Result<void>() : tl::unexpected(added.error());
    });
    QVERIFY2(begun.has_value(), begun ? "" : qPrintable(begun.error().userText + begun.error().detail));
    view = makeIncidentView(base->ui(), nullptr);
    view.widget->resize(1104, 646);
    view.widget->show();
    view.widget->activateWindow();
    QVERIFY(QTest::qWaitForWindowExposed(view.widget));
    view.open(id, u"classification"_s);
    base->settle();
    QTRY_VERIFY(seen<QAbstractButton>(u"step-breach_decision"_s));
}

void TestWizardFit::cleanup()
{
    delete view.widget;
    view = {};
    base.reset();
}

void TestWizardFit::step(const QString &code)
{
    auto *button = seen<QAbstractButton>(u"step-"_s + code);
    QVERIFY2(button, qPrintable(code));
    QTest::mouseClick(button, Qt::LeftButton);
    base->settle();
}

void TestWizardFit::choose(const QString &box, const QString &code) const
{
    auto *combo = seen<QComboBox>(box);
    QVERIFY2(combo && combo->findData(code) >= 0, qPrintable(box + u' ' + code));
    combo->setCurrentIndex(combo->findData(code));
}

/** What has to be scrolled to be seen, in words. */
QString TestWizardFit::overflow() const
{
    QStringList list;
    for (QScrollArea *area : view.widget->findChildren<QScrollArea *>())
        if (area->isVisible() &&
            (area->verticalScrollBar()->maximum() > 0 || area->horizontalScrollBar()->maximum() > 0))
            list << u"%1 by %2 and %3"_s.arg(area->accessibleName())
                        .arg(area->verticalScrollBar()->maximum())
                        .arg(area->horizontalScrollBar()->maximum());
    return list.join(u", "_s);
}

void TestWizardFit::everyStep()
{
    for (const QString &code :
         {u"practice"_s, u"equipment"_s, u"access"_s, u"effect"_s, u"data"_s, u"certainty"_s, u"personal"_s,
          u"data_sets"_s, u"risk"_s, u"breach_decision"_s, u"people"_s, u"outcome"_s}) {
        step(code);
        QTRY_VERIFY2(overflow().isEmpty(), qPrintable(QString(code + u": "_s + overflow())));
    }
    // Other outcomes than the proposed one bring pages of their own.
    for (const auto &[number, codes] : {std::pair(Qt::Key_4, QStringList{u"hand_over"_s}),
                                        std::pair(Qt::Key_2, QStringList{u"root_cause"_s, u"tuning"_s})}) {
        step(u"outcome"_s);
        QTRY_VERIFY(view.widget->focusWidget());
        QTest::keyClick(view.widget->focusWidget(), number);
        for (const QString &code : codes) {
            QTRY_VERIFY2(seen<QAbstractButton>(u"step-"_s + code), qPrintable(code));
            step(code);
            QTRY_VERIFY2(overflow().isEmpty(), qPrintable(QString(code + u": "_s + overflow())));
        }
    }
}

void TestWizardFit::dataSets()
{
    step(u"data_sets"_s);
    QTRY_VERIFY(seen<QListWidget>(u"dataSets"_s) && seen<QListWidget>(u"dataSets"_s)->count() > 0);
    seen<QListWidget>(u"dataSets"_s)->setCurrentRow(0);
    base->settle();
    QTRY_COMPARE(overflow(), QString());
    seen<QAbstractButton>(u"decidePart"_s)->click();
    base->settle();
    QTRY_COMPARE(overflow(), QString());
}

void TestWizardFit::score()
{
    step(u"risk"_s);
    for (const QString &name : {u"simple"_s, u"behavioural"_s, u"financial"_s, u"sensitive"_s}) {
        auto *card = seen<QCheckBox>(u"class-"_s + name);
        QVERIFY2(card, qPrintable(name));
        card->setChecked(true);
    }
    auto *questions = seen<QListWidget>(u"scoreQuestions"_s);
    for (int row = 0; row < questions->count(); ++row) {
        questions->setCurrentRow(row);
        base->settle();
        QTRY_VERIFY2(overflow().isEmpty(), qPrintable(QString(questions->item(row)->text() + overflow())));
    }
}

void TestWizardFit::decision_data()
{
    QTest::addColumn<QString>("risk");
    QTest::addColumn<QString>("subjects");
    QTest::addColumn<QString>("ground");
    QTest::newRow("as it begins") << QString() << QString() << QString();
    QTest::newRow("owed") << u"high_risk"_s << u"owed"_s << QString();
    QTest::newRow("a ground of Art. 34(3)") << u"high_risk"_s << u"article_34_3"_s << u"unintelligible"_s;
    QTest::newRow("with a public notice") << u"high_risk"_s << u"article_34_3"_s << u"disproportionate"_s;
}

void TestWizardFit::decision()
{
    QFETCH(QString, risk);
    QFETCH(QString, subjects);
    QFETCH(QString, ground);
    step(u"breach_decision"_s);
    if (!risk.isEmpty()) {
        choose(u"decision-personalData"_s, u"yes"_s);
        choose(u"decision-risk"_s, risk);
        choose(u"decision-authority"_s, u"owed"_s);
        choose(u"decision-subjects"_s, subjects);
    }
    if (!ground.isEmpty())
        choose(u"decision-ground"_s, ground);
    auto *parts = seen<QTabBar>(u"decisionParts"_s);
    QVERIFY(parts);
    for (int part = 0; part < parts->count(); ++part) {
        parts->setCurrentIndex(part);
        base->settle();
        QTRY_VERIFY2(overflow().isEmpty(), qPrintable(QString(parts->tabText(part) + u": "_s + overflow())));
    }
}

QTEST_MAIN(TestWizardFit)
#include "tst_wizardfit.moc"
