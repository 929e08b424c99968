#pragma once

#include "models/domain/stage.h"

#include <QWidget>
#include <array>

namespace tocsin {

class StageStepButton;

/** One stage as the stepper shows it. */
struct StageStep
{
    enum class State {
        Ahead, ///< not reached
        Passed,
        Current,
        Left, ///< was reached, then left backwards: dashed
    };
    State state = State::Ahead;
    QString since;        ///< beneath the name: "since 15:20 Fri", "once, 2 h 10 min"
    bool canMove = false; ///< a move there is allowed now
    QString tooltip;      ///< what a move needs or does
};

/** The five stages as five bars (P1.1). Left and right move between them, Enter and Space choose one. */
class StageStepper : public QWidget
{
    Q_OBJECT

public:
    explicit StageStepper(QWidget *parent = nullptr);

    void setStep(Stage stage, const StageStep &step);
    /** Passed before, current at, ahead after; keeps nothing else. */
    void setCurrent(Stage stage);

Q_SIGNALS:
    /** A person chose a stage, allowed or not: the page moves or says what is missing. */
    void activated(tocsin::Stage stage);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void updateTabStop();

    std::array<StageStepButton *, 5> m_buttons{};
};

} // namespace tocsin
