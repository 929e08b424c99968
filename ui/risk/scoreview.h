#pragma once

#include "models/rules/enisamethod.h"

#include <QWidget>

namespace tocsin {

class Chip;
class Label;

/** What the answers come to: the sum with its parts, the band with its meaning, the flags; and that it decides nothing.
 */
class ScoreView : public QWidget
{
    Q_OBJECT

public:
    explicit ScoreView(QWidget *parent = nullptr);

    void show(const EnisaMethod &method, const EnisaAnswers &answers);
    using QWidget::show;

private:
    Label *m_sum;
    Chip *m_band;
    Chip *m_many;
    Chip *m_unintelligible;
    Label *m_meaning;
};

/** How a band is toned. */
enum class Tone;
[[nodiscard]] Tone toneOf(RiskBand band);

} // namespace tocsin
