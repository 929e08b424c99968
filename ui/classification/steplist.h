#pragma once

#include <QWidget>

class QVBoxLayout;

namespace tocsin {

/** One step as the list shows it. */
struct WizardStep
{
    QString code;
    QString title;
    QString summary; ///< what is said there
    bool complete = false;
    friend bool operator==(const WizardStep &, const WizardStep &) = default;
};

/** The steps of the wizard with what was said in each; a click or Enter jumps there. */
class StepList : public QWidget
{
    Q_OBJECT

public:
    explicit StepList(QWidget *parent = nullptr);

    void setSteps(const QList<WizardStep> &steps, const QString &current);

Q_SIGNALS:
    void chosen(const QString &code);
    /** The step of the page that is shown: to be scrolled to once it has its place. */
    void currentChanged(QWidget *step);

private:
    QVBoxLayout *m_layout;
    QList<WizardStep> m_steps;
    QString m_current;
};

} // namespace tocsin
