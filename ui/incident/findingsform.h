#pragma once

#include "models/domain/assessment.h"

#include <QWidget>

class QGridLayout;

namespace tocsin {

class Card;
class CheckCardGroup;
class ChoiceGroup;
class RuleBook;

/** The four findings as choice cards with their definitions; each may be not known yet (P4.1). */
class FindingsForm : public QWidget
{
    Q_OBJECT

public:
    explicit FindingsForm(const RuleBook &rules, QWidget *parent = nullptr);

    [[nodiscard]] ImpactFindings findings() const;
    /** Emits nothing. */
    void setFindings(const ImpactFindings &findings);

Q_SIGNALS:
    void edited();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    template<class E> ChoiceGroup *addScale(const QString &name, const QString &objectName, const RuleBook &rules);
    void addInformation(const RuleBook &rules);
    void informationEdited();
    void arrange(bool wide);
    Card *addCard(const QString &title, const QString &note, QWidget *group);

    QGridLayout *m_grid;
    QList<Card *> m_cards;
    ChoiceGroup *m_functional;
    CheckCardGroup *m_information;
    ChoiceGroup *m_recoverability;
    ChoiceGroup *m_risk;
    QStringList m_informationBefore;
    int m_wide = -1;
};

} // namespace tocsin
