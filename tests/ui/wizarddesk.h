#pragma once

#include "models/services/workspace.h"
#include "tests/ui/incidentfixture.h"
#include "ui/classification/answercards.h"
#include "ui/classification/classificationwizard.h"
#include "ui/incident/incidentpage.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QTest>

namespace tocsin {

using namespace Qt::StringLiterals;

/** Stands for the pages about the risk to people (P5.6). */
class FakeRiskPage : public WizardPage
{
public:
    [[nodiscard]] QString code() const override { return u"risk"_s; }
    [[nodiscard]] QString title() const override { return u"Risk to people"_s; }
    [[nodiscard]] bool isComplete() const override { return true; }
    void load(const IncidentDetails &) override {}
};

/** The page of an incident with the wizard in it, driven as a person would. */
struct Desk
{
    explicit Desk(bool exercise = false)
    {
        QVERIFY(base.open());
        if (exercise) {
            const auto made = base.ask<IncidentId>([now = base.clock.nowMs()](Services &s) {
                NewIncident n;
                n.title = u"Drill"_s;
                n.description = u"Staged."_s;
                n.reportedBy = u"Red team"_s;
                n.detectedMs = now;
                n.exercise = true;
                return s.incidents.record(n);
            });
            QVERIFY(made);
            id = *made;
        } else {
            id = base.record(u"Objects of others in a listing"_s);
        }
        QVERIFY(id.isValid());
        for (const QString &text : {u"Access log pulled"_s, u"Bucket listed by strangers"_s})
            QVERIFY(base.ask<EntryId>([this, text](Services &s) {
                            return s.timeline.add(id, {EntryKind::Evidence, s.session.nowMs(), text, {}, false});
                        })
                        .has_value());
        openPage();
    }

    void openPage()
    {
        page = std::make_unique<IncidentPage>(base.ui());
        page->setTabMaker(u"classification"_s, [](const UiContext &ui) {
            return new ClassificationWizard(ui,
                                            [](const UiContext &) { return QList<WizardPage *>{new FakeRiskPage}; });
        });
        page->resize(1104, 646); // what 1280 x 720 leaves
        page->show();
        page->activateWindow();
        QVERIFY(QTest::qWaitForWindowExposed(page.get()));
        page->open(id, u"classification"_s);
    }
    /** The program ends and starts again. */
    void restart()
    {
        page.reset();
        base.settle();
        openPage();
    }

    template<class T> T *find(const QString &name) const
    {
        for (T *w : page->findChildren<T *>(name))
            if (w->isVisible())
                return w;
        return nullptr;
    }
    void press(const QString &name) const
    {
        QTRY_VERIFY2(find<QAbstractButton>(name), qPrintable(name));
        auto *button = find<QAbstractButton>(name);
        QTRY_VERIFY2(button->isEnabled(), qPrintable(name + u": "_s + button->toolTip()));
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void begin()
    {
        press(u"beginRun"_s);
        QTRY_VERIFY(find<QWidget>(u"question-practice"_s) || find<QWidget>(u"question-drill"_s));
    }
    void type(const QString &name, const QString &text) const
    {
        auto *field = find<QWidget>(name);
        QVERIFY2(field, qPrintable(name));
        field->setFocus();
        QTest::keyClicks(field, text);
    }
    /** A key as it comes to whoever has the focus. */
    void key(Qt::Key code, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QTRY_VERIFY(page->focusWidget());
        QTest::keyClick(page->focusWidget(), code, modifiers);
    }
    /** Answers by the number keys, says why it cites nothing, and goes on with Enter; waits until the page is another.
     */
    void answer(const QString &fact, const QList<int> &numbers, bool saysWhy = true)
    {
        QTRY_VERIFY2(find<QWidget>(u"question-"_s + fact), qPrintable(fact));
        QTRY_VERIFY(numbers.isEmpty() || find<AnswerCards>(u"answers-"_s + fact)->isAncestorOf(page->focusWidget()));
        for (const int n : numbers)
            key(static_cast<Qt::Key>(Qt::Key_0 + n));
        if (auto *note = find<QLineEdit>(u"answerNote"_s);
            saysWhy && note->text().isEmpty() && note->placeholderText().startsWith(u"No entry is cited"_s))
            type(u"answerNote"_s, u"The engineer saw it"_s);
        key(Qt::Key_Return);
        QTRY_VERIFY2(!find<QWidget>(u"question-"_s + fact), qPrintable(fact));
    }
    [[nodiscard]] ClassificationRun run()
    {
        const auto runs =
            base.ask<QList<ClassificationRun>>([this](Services &s) { return s.classifications.runs(id); });
        return runs && !runs->isEmpty() ? runs->first() : ClassificationRun();
    }
    [[nodiscard]] QStringList steps() const
    {
        QStringList list;
        for (QAbstractButton *b : page->findChildren<QAbstractButton *>())
            if (b->objectName().startsWith(u"step-"_s) && b->isVisible())
                list << b->objectName().mid(5);
        return list;
    }
    [[nodiscard]] bool reads(const QString &text) const
    {
        for (const QLabel *label : page->findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(text))
                return true;
        return false;
    }
    [[nodiscard]] QString texts() const
    {
        QStringList list;
        for (const QLabel *label : page->findChildren<QLabel *>())
            if (!label->text().isEmpty())
                list << (label->isVisible() ? u""_s : u"hidden "_s) + label->text();
        return list.join(u'|');
    }
    void takePart(int row = 0)
    {
        QTRY_VERIFY(find<QListWidget>(u"participants"_s) && find<QListWidget>(u"participants"_s)->count() > row);
        find<QListWidget>(u"participants"_s)->item(row)->setCheckState(Qt::Checked);
        QTRY_VERIFY(!run().participants.isEmpty());
    }

    IncidentFixture base;
    IncidentId id;
    std::unique_ptr<IncidentPage> page;
};

} // namespace tocsin
