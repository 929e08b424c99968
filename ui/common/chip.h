#pragma once

#include "ui/common/chippaint.h"

#include <QWidget>

namespace tocsin {

/** A short word on a coloured ground; read out as its text. */
class Chip : public QWidget
{
    Q_OBJECT

public:
    explicit Chip(const QString &text = {}, Tone tone = Tone::Neutral, QWidget *parent = nullptr);

    void setText(const QString &text);
    void setTone(Tone tone);
    /** An icon before the word, which says the same. */
    void setIconName(const QString &name);
    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] Tone tone() const { return m_tone; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    Tone m_tone;
    QString m_iconName;
};

} // namespace tocsin
