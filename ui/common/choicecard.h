#pragma once

#include <QCheckBox>
#include <QRadioButton>

namespace tocsin {

/** What a card of a choice shows. */
struct ChoiceText
{
    QString title;
    QString definition; ///< beneath, wrapped
    QString key;        ///< "1" in a little box at the right, or empty
};

/** A radio button as a card: title, definition, its key. */
class RadioCard : public QRadioButton
{
    Q_OBJECT

public:
    explicit RadioCard(ChoiceText text, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    [[nodiscard]] bool hitButton(const QPoint &pos) const override { return rect().contains(pos); }

private:
    ChoiceText m_text;
};

/** A check box as a card. */
class CheckCard : public QCheckBox
{
    Q_OBJECT

public:
    explicit CheckCard(ChoiceText text, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    [[nodiscard]] bool hitButton(const QPoint &pos) const override { return rect().contains(pos); }

private:
    ChoiceText m_text;
};

} // namespace tocsin
