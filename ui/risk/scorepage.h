#pragma once

#include "models/rules/enisamethod.h"
#include "ui/risk/riskpage.h"

#include <QHash>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLineEdit;
class QListWidget;
class QStackedWidget;

namespace tocsin {

class CheckCard;
class ChoiceGroup;
class ScoreView;

/** ENISA's score of the risk to people: a question at a time at the right of the list of all, the sum always in sight.
 */
class ScorePage : public RiskPage
{
    Q_OBJECT

public:
    explicit ScorePage(const UiContext &ui, QWidget *parent = nullptr);
    ~ScorePage() override;

    [[nodiscard]] QString title() const override { return tr("Risk to people"); }
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] bool isComplete() const override { return !kept().scores.isEmpty(); }
    void save(std::function<void(const Result<void> &)> done) override;
    void focusFirst() override;
    bool chooseNumber(int number) override;

    [[nodiscard]] EnisaAnswers answers() const;
    /** Shows the nth question: 0 the classes of data, then the parts, then the flags. */
    void showQuestion(int n);

protected:
    void fill(bool first) override;
    [[nodiscard]] QString whyDisabled() const override;
    [[nodiscard]] Right right() const override { return Right::Classify; }
    void submit() override { keep({}); }
    void resizeEvent(QResizeEvent *event) override;

private:
    struct ClassRow
    {
        CheckCard *card;
        QComboBox *adjustment;
    };
    void build();
    QWidget *buildClasses();
    QWidget *buildFlags();
    void arrangeClasses(bool wide);
    void setAnswers(const EnisaAnswers &answers);
    void edited();
    void refresh();
    void keep(std::function<void(const Result<void> &)> then);

    const EnisaMethod *m_method;
    QListWidget *m_questions;
    QStackedWidget *m_pages;
    QHash<DataClass, ClassRow> m_classes;
    QGridLayout *m_classGrid = nullptr;
    QList<QWidget *> m_classCells;
    bool m_wide = false;
    QHash<EnisaPart, ChoiceGroup *> m_parts;
    QCheckBox *m_many;
    QCheckBox *m_unintelligible;
    QLineEdit *m_remark;
    ScoreView *m_view;
};

} // namespace tocsin
