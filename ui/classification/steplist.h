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

/** The steps of the wizard with what was said in each, as far as there is room; a click or Enter jumps there. */
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

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    /** With what was said in each they would be higher than what they stand in. */
    [[nodiscard]] bool isTight() const;

    QVBoxLayout *m_layout;
    bool m_tight = false; ///< titles alone; what was said is in the tip, and read out
    QList<WizardStep> m_steps;
    QString m_current;
};

} // namespace tocsin
