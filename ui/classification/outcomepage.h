#pragma once

#include "ui/classification/rundesk.h"
#include "ui/classification/wizardpage.h"

class QPlainTextEdit;
class QVBoxLayout;

namespace tocsin {

class AnswerCards;
class Banner;
class FormRow;
class Label;

/** The proposed outcome and the one the responders choose, with the reason where it is another (P5.5). */
class OutcomePage : public WizardPage
{
    Q_OBJECT

public:
    explicit OutcomePage(RunDesk *desk, QWidget *parent = nullptr);

    [[nodiscard]] QString code() const override { return QStringLiteral("outcome"); }
    [[nodiscard]] QString title() const override { return tr("Outcome"); }
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] bool isComplete() const override;
    void load(const IncidentDetails &details) override;
    void focusFirst() override;
    bool chooseNumber(int number) override;
    [[nodiscard]] QJsonValue pending() const override;
    void setPending(const QJsonValue &value) override;
    void setWhyNot(const QString &why) override;

    [[nodiscard]] Outcome chosen() const;
    [[nodiscard]] QString reason() const;
    /** Shows an error at its field; false if it is none of this page. */
    bool showError(const Error &error);

private:
    void build();
    void fillChoices();
    void showWhat();
    /** Names of the facts that led there and cite no evidence (P5.5). */
    [[nodiscard]] QStringList withoutEvidence(const ClassificationVerdict &verdict) const;
    /** What choosing this outcome does, and who sees it. */
    [[nodiscard]] QString consequence() const;

    RunDesk *m_desk;
    Label *m_proposed;
    Banner *m_banner;
    AnswerCards *m_choices = nullptr; ///< made anew when other outcomes can be chosen
    QPlainTextEdit *m_reason;
    FormRow *m_reasonRow = nullptr;
    Label *m_consequence;
    QVBoxLayout *m_slot; ///< of the choices
    QList<Outcome> m_shown;
    std::optional<Outcome> m_byHand; ///< chosen by a person; else it follows the proposal
};

} // namespace tocsin
