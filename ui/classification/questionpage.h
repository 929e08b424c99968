#pragma once

#include "ui/classification/rundesk.h"
#include "ui/classification/wizardpage.h"

class QLineEdit;

namespace tocsin {

class AnswerCards;
class Banner;
class EntryPicker;
class Label;

/** One question of the wizard: the answers with their definitions, own words, and the evidence for it (P5.5). */
class QuestionPage : public WizardPage
{
    Q_OBJECT

public:
    QuestionPage(const UiContext &ui, RunDesk *desk, const FactQuestion &question, QWidget *parent = nullptr);

    [[nodiscard]] QString code() const override { return m_question.code; }
    [[nodiscard]] QString title() const override { return m_question.name; }
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] bool isComplete() const override;
    void load(const IncidentDetails &details) override;
    void save(std::function<void(const Result<void> &)> done) override;
    void focusFirst() override;
    bool chooseNumber(int number) override;
    [[nodiscard]] QJsonValue pending() const override;
    void setPending(const QJsonValue &value) override;
    void setWhyNot(const QString &why) override;

    /** "Question 4 of 8". */
    void setPlace(const QString &text);
    /** What is on the page counts as answered, also where it is the former run's; false if nothing is chosen. */
    [[nodiscard]] bool confirm();
    /** What the answer lacks is said on the page, and the field for it has the focus. */
    void showMissing();
    void focusEvidence();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build();
    QWidget *buildEvidence();
    void edited();
    /** The line says what it is for: own words, or why no entry is cited. */
    void showNoteUse();
    /** Shows what stands: the answer of this run, else what the former run said. */
    void showStanding();
    void showConflict(const RunAnswer &theirs);
    void addEntry();
    [[nodiscard]] const RunAnswer *standing() const;

    UiContext m_ui;
    RunDesk *m_desk;
    FactQuestion m_question;
    Label *m_place;
    AnswerCards *m_cards;
    QLineEdit *m_note;
    Label *m_hint;
    Banner *m_banner;
    EntryPicker *m_evidence;
    QLineEdit *m_newEntry;
    Label *m_entryHint;
    qint64 m_seen = 0;      ///< the answer that what is on the page started from
    qint64 m_entries = -1;  ///< of the timeline, as read last
    bool m_stale = true;    ///< something changed while it was hidden
    bool m_touched = false; ///< a person changed something that is not kept yet
    bool m_former = false;  ///< what is shown is the former run's
};

} // namespace tocsin
