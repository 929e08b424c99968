#pragma once

#include "ui/risk/riskpage.h"

class QBoxLayout;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QHBoxLayout;
class QTabBar;

namespace tocsin {

class AttestationForm;
class FormRow;

/** What legal decides: personal data, the risk, Art. 33, Art. 34 with its grounds, and the text of the register (P5.6).
 */
class DecisionPage : public RiskPage
{
    Q_OBJECT

public:
    explicit DecisionPage(const UiContext &ui, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Decision"); }
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] bool isComplete() const override { return !kept().decisions.isEmpty(); }
    void focusFirst() override;

protected:
    void fill(bool first) override;
    [[nodiscard]] QString whyDisabled() const override;
    [[nodiscard]] Right right() const override { return isShared() ? Right::SetDuties : Right::Send; }
    void submit() override;
    void reveal(const QString &field) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    QWidget *buildParts();
    QWidget *buildDuties();
    QWidget *buildTexts();
    QWidget *buildWho();
    /** Three parts side by side where there is room, else one at a time. */
    void arrange(bool beside);
    void showPart(int part);
    template<class E>
    FormRow *addChoice(QBoxLayout *layout, const QString &label, QComboBox *box, const QString &field);
    void addText(QVBoxLayout *layout, const QString &label, QPlainTextEdit *edit, const QString &field);
    [[nodiscard]] BreachDecisionInput value() const;
    void setValue(const BreachDecisionInput &input);
    void refresh();

    QComboBox *m_personal;
    QComboBox *m_riskBox;
    QComboBox *m_authority;
    QComboBox *m_subjects;
    QComboBox *m_ground;
    QLineEdit *m_reference;
    QPlainTextEdit *m_facts;
    QPlainTextEdit *m_effects;
    QPlainTextEdit *m_measures;
    QPlainTextEdit *m_reason;
    QWidget *m_withData;
    QWidget *m_registerTexts;
    FormRow *m_groundRow;
    FormRow *m_referenceRow;
    QWidget *m_notes; ///< what stands, the score, warnings
    Label *m_standing;
    Label *m_score;
    Label *m_warnings;
    AttestationForm *m_legal = nullptr;
    QBoxLayout *m_articles = nullptr; ///< Art. 33 and 34, beside each other where a part is shown at a time
    QHBoxLayout *m_row;
    QTabBar *m_parts;
    QList<QWidget *> m_columns;
    bool m_beside = true;
};

} // namespace tocsin
