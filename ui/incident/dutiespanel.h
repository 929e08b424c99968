#pragma once

#include "models/services/dutyservice.h"
#include "ui/incident/actpanel.h"

class QCheckBox;
class QVBoxLayout;

namespace tocsin {

class AttestationForm;
class Card;
class ChoiceGroup;
class DutyAddForm;
class DutyFactsForm;
class InstantEdit;

/**
 * Duties that the rules of law propose from the facts: legal confirms or rejects each, with a reason (P7.6, P7.7).
 * Stays open, since there are several.
 */
class DutiesPanel : public ActPanel
{
    Q_OBJECT

public:
    DutiesPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent = nullptr);

    [[nodiscard]] int preferredWidth() const override { return 560; }

protected:
    void refresh() override;
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    void buildKnown();
    void buildProposals();
    void buildDecision();
    void buildAdding();
    void updateTexts();
    void read();
    void take(const DutyView &view);
    void showKnown();
    void showProposals();
    void showDecided();
    /** The fields that the chosen proposal and the chosen decision need. */
    void updateFields();
    void propose();
    void add();
    void answerProposed(const Result<int> &added);
    void confirmChosen(const Duty &duty, const QString &words, const Attestation &legal);
    void decide(std::function<Result<void>(Services &)> job, const QString &said);
    [[nodiscard]] const Duty *chosen() const;
    [[nodiscard]] bool isLegal() const;
    /** Whose decision it is, where this person may record none. */
    [[nodiscard]] QString whyNotLegal() const;
    [[nodiscard]] bool rejects() const;

    DutyView m_view;
    bool m_loaded = false;
    bool m_busyDeciding = false;
    QString m_shownProposals;
    Label *m_awareness;
    Label *m_known;
    Card *m_factsCard;
    DutyFactsForm *m_facts;
    Label *m_factsBy;
    Label *m_none;
    Label *m_open;
    QPushButton *m_more = nullptr; ///< shows what m_open leaves out
    bool m_allOpen = false;
    ChoiceGroup *m_proposals;
    FormRow *m_proposalsRow;
    ChoiceGroup *m_decision;
    FormRow *m_decisionRow;
    ChoiceGroup *m_reason;
    FormRow *m_reasonRow;
    InstantEdit *m_start;
    FormRow *m_startRow;
    QCheckBox *m_byHand;
    FormRow *m_byHandRow;
    InstantEdit *m_deadline;
    FormRow *m_deadlineRow;
    QPlainTextEdit *m_words = nullptr;
    FormRow *m_wordsRow;
    AttestationForm *m_legal;
    FormRow *m_legalRow;
    QVBoxLayout *m_decided;
    Card *m_addCard;
    QPushButton *m_addOpen;
    DutyAddForm *m_adding;
};

} // namespace tocsin
