#pragma once

#include "models/domain/notice.h"

#include <QAbstractButton>

class QPushButton;

namespace tocsin {

class Label;

/** The round mark in front of a line: cross, check, half circle. Pressing it goes on to the next. */
class MarkButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit MarkButton(QWidget *parent = nullptr);

    /** `required` decides whether a missing one is an error or merely open. */
    void setMark(ContentMark mark, bool required);
    [[nodiscard]] QSize sizeHint() const override { return {24, 24}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ContentMark m_mark = ContentMark::Missing;
    bool m_required = true;
};

/** One line of a checklist: mark, name, how it stands, what belongs there, and a jump. */
class CheckLine : public QWidget
{
    Q_OBJECT

public:
    CheckLine(const QString &name, bool pressable, QWidget *parent = nullptr);

    void setState(ContentMark mark, bool required, const QString &words);
    void setHint(const QString &hint, const QString &tooltip);
    void setJumpVisible(bool visible);
    void setPressable(bool pressable);
    [[nodiscard]] MarkButton *button() const { return m_mark; }

Q_SIGNALS:
    void pressed();
    void jump();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    MarkButton *m_mark;
    Label *m_words;
    Label *m_hint;
    QPushButton *m_jump;
};

} // namespace tocsin
