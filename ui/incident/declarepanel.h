#pragma once

#include "models/domain/customer.h"
#include "models/services/declarationservice.h"
#include "ui/incident/actpanel.h"

class QCheckBox;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace tocsin {

class ChoiceGroup;
class EntryPicker;
class InstantEdit;

/** Declares the incident customer-reportable (P6): ground, evidence, signature, consultation, instant. */
class DeclarePanel : public ActPanel
{
    Q_OBJECT

public:
    DeclarePanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent = nullptr);

    [[nodiscard]] int preferredWidth() const override { return 520; }

protected:
    void refresh() override;
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    void addGround();
    void addEvidence();
    void addStatement();
    void addConsultation();
    void addInstant();
    void addAlsoTold();
    [[nodiscard]] static QWidget *nameRow(const QString &name, QWidget *field, const QString &fieldName);
    /** Whom the declarer chose beside the customers (P7.1). */
    [[nodiscard]] QList<AlsoTold> alsoTold() const;
    void addStarts();
    /** Each clock that the declaration starts, with its addressee, start and deadline (P6.2). */
    void showStarts(qint64 startMs, qint64 deadlineMs);
    void addWanted();
    /** What the incident already says about what is wanted, into the fields that are empty. */
    void fillWanted();
    void watchFields();
    void readScope();
    void updateStatement();
    void updateTexts();
    void updateWanted();
    [[nodiscard]] DeclarationInput input() const;
    [[nodiscard]] DeclarationFacts facts(const DeclarationInput &input) const;

    ChoiceGroup *m_ground;
    EntryPicker *m_entries;
    Label *m_statement;
    QCheckBox *m_signed;
    QLineEdit *m_consultedWho;
    InstantEdit *m_consultedAt;
    QCheckBox *m_earlier;
    QWidget *m_earlierBox;
    InstantEdit *m_instant;
    QPlainTextEdit *m_earlierReason;
    QCheckBox *m_toAuthorities;
    QPlainTextEdit *m_authorities;
    QCheckBox *m_toSubjects;
    QLineEdit *m_subjects;
    QPlainTextEdit *m_impact = nullptr;
    QPlainTextEdit *m_resources = nullptr;
    QPlainTextEdit *m_repair = nullptr;
    Label *m_open;
    Label *m_startsHead;
    QListWidget *m_starts;
    QPushButton *m_fill;
    QList<ScopeRow> m_scope; ///< in scope
};

} // namespace tocsin
