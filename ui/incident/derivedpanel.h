#pragma once

#include "models/services/assessmentservice.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;

namespace tocsin {

class Banner;
class Chip;
class FormDraft;
class FormRow;
class Label;
class SeverityChip;

/** What the findings come to, live, with the reasons in words; the override; and the button that keeps it (P4.2-4). */
class DerivedPanel : public QWidget
{
    Q_OBJECT

public:
    explicit DerivedPanel(QWidget *parent = nullptr);

    /** Recomputes; `declared` bounds an override. */
    void setFindings(const ImpactFindings &findings, bool declared);
    void setOverride(std::optional<Severity> severity, const QString &reason);
    [[nodiscard]] AssessmentInput input() const;
    /** Why it cannot be kept now, or empty. */
    void setWhyNot(const QString &why);
    void setBusy(bool busy);
    void watch(FormDraft &draft);
    void showError(const Error &error);
    void say(const QString &text, const QString &detail);
    void clearFinding();
    [[nodiscard]] Banner *banner() const { return m_banner; }

Q_SIGNALS:
    void saveRequested();

private:
    void buildOverride();
    void fillSeverities();
    void updateResult();

    ImpactFindings m_findings;
    bool m_declared = false;
    bool m_busy = false;
    QString m_whyNot;
    SeverityChip *m_severity;
    Chip *m_priority;
    Label *m_definition;
    Label *m_reasons;
    Label *m_priorityReasons;
    QCheckBox *m_byHand;
    QWidget *m_overrideBox;
    QComboBox *m_chosen;
    QLineEdit *m_reason;
    FormRow *m_reasonRow;
    FormRow *m_chosenRow;
    QLineEdit *m_finding;
    Banner *m_banner;
    Label *m_why;
    QPushButton *m_save;
};

} // namespace tocsin
